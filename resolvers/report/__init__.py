"""A consolidated report as HTML, SVG and PDF."""
