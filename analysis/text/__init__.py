"""From a file to an `Article`: its layout and dates, copies among many articles, and the wording of counts."""
