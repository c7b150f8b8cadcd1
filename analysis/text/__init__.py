"""From a file to an `Article`: its layout, its words as they stand, and how words are put in print."""
