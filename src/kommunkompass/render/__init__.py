"""What is shown: overviews as text, and plain documents for JSON."""
