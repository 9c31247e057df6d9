"""The command line and the screen: commands only, no logic."""
