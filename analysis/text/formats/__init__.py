"""The formats that articles come in, one module each; `unpack` finds which one a file has."""
