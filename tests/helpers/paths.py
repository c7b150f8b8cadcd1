"""Where this project is."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "data" / "articles" / "baghdadpost-iran-crisis.txt"
