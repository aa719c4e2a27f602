"""The shell: commands, rendering, configuration."""
