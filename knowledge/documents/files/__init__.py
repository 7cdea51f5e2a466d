"""The files of the library: what they may be, and who may open them."""
