"""A notebook and its parameters in; an executed notebook, a page, figures, tables and a summary out."""
