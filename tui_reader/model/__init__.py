"""The vocabulary that every layer shares. Standard library only; import the modules, not this package."""
