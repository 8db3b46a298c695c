"""leaksim: exercises in responding to information leaks, generated, played and scored."""

__version__ = "0.1.0"
