"""Reports in the formats of other programs: one file a format, each with `render(reports)`."""
