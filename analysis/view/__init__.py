"""An article to explore and to correct in JupyterLab."""
