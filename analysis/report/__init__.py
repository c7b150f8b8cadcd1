"""Reports: runs a notebook with parameters, and writes a page, the notebook, figures, tables and a summary."""
