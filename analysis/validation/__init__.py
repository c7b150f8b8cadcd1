"""How far each measure agrees with people's annotation."""
