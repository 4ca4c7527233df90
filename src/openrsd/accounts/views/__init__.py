"""Pages of this room. They translate; policies, actions and selectors decide."""
