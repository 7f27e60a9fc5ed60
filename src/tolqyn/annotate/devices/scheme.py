"""The published scheme of persuasion techniques: 25 devices in six groups, by the names that its data use."""

from collections.abc import Mapping

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Attack_on_Reputation": (
        "Name_Calling-Labeling",
        "Guilt_by_Association",
        "Doubt",
        "Appeal_to_Hypocrisy",
        "Questioning_the_Reputation",
    ),
    "Justification": (
        "Flag_Waving",
        "Appeal_to_Authority",
        "Appeal_to_Popularity",
        "Appeal_to_Values",
        "Appeal_to_Fear-Prejudice",
    ),
    "Distraction": ("Appeal_to_Pity", "Straw_Man", "Red_Herring", "Whataboutism"),
    "Simplification": (
        "Causal_Oversimplification",
        "False_Dilemma-No_Choice",
        "Consequential_Oversimplification",
        "False_Equivalence",
    ),
    "Call": ("Slogans", "Conversation_Killer", "Appeal_to_Time"),
    "Manipulative_Wording": (
        "Loaded_Language",
        "Obfuscation-Vagueness-Confusion",
        "Exaggeration-Minimisation",
        "Repetition",
    ),
}
"""Devices of each group, as the data assign them: appeals to pity count as distraction."""

DEVICES: tuple[str, ...] = tuple(sorted(device for group in GROUPS.values() for device in group))
"""In the order in which the heads stand."""
