"""Other search engines over the same texts: each set up as somebody would who knows it, in an afternoon."""
