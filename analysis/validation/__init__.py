"""How far each measure agrees with people."""
