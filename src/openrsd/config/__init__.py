"""What makes an installation: its folder, its settings, its doors, its care."""
