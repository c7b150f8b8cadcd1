"""How far each measure agrees with people: gold in, tables of figures with intervals, baselines and peers out."""

from analysis.validation.agreement import MEASURES, load_measured, measure_agreement, sign_figures
from analysis.validation.calibration import calibrate
from analysis.validation.gold import JOBS, GoldError, GoldSet, load_folder, load_own
from analysis.validation.scoring import score_sets

__all__ = [
    "JOBS",
    "MEASURES",
    "GoldError",
    "GoldSet",
    "calibrate",
    "load_folder",
    "load_measured",
    "load_own",
    "measure_agreement",
    "score_sets",
    "sign_figures",
]
