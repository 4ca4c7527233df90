"""How groups change after people came: who joins, leaves, is born, dies, and is not to be found."""
