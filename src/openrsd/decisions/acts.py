"""What this room can be recorded to have done."""

from openrsd.ledger.acts import register

WRITE_DRAFT = register("draft.write", "drafted a decision")
CORRECT = register("decision.correct", "corrected a slip in a decision")
LOOK_AT_DRAFT = register("draft.look", "looked at a draft", is_look=True)
LOOK_AT_LETTER = register("letter.look", "looked at a letter", is_look=True)
COMMENT = register("review.comment", "commented on a draft")
ANSWER_COMMENT = register("review.answer", "answered comments on a draft")
CHECK_QUALITY = register("review.check", "filled in the quality checklist of a draft")
LOOK_AT_REVIEWS = register("review.list", "looked at drafts before a reviewer", is_look=True)
LOOK_AT_QUALITY = register(
    "review.quality", "looked at counts of the quality checklist", is_look=True
)
FILE_APPEAL = register("appeal.file", "kept the words of an appeal")
ADD_TO_APPEAL = register("appeal.add", "added to an appeal")
LOOK_AT_APPEAL = register("appeal.look", "looked at an appeal", is_look=True)
WRITE_APPEAL_DECISION = register("appeal.write", "wrote at the decision on an appeal")
EXAMINE_ON_APPEAL = register("appeal.examine", "examined facts and law on appeal as they are today")
LOOK_AT_OUTCOMES = register(
    "appeal.outcomes", "looked at what became of decisions on appeal", is_look=True
)
PROPOSE_NEGATION = register("bar.propose", "proposed that a basis does not bar removal")
ANSWER_NEGATION = register("bar.answer", "answered a proposal about a bar to removal")
LOOK_AT_NEGATIONS = register("bar.proposals", "looked at proposals about a bar", is_look=True)
WRITE_LETTER = register("letter.write", "wrote in a letter before it was told")
KEEP_FROM_LETTER = register(
    "letter.keep-apart", "decided what of the reasons is told in person only"
)
MAKE_LETTER = register("letter.make", "made a letter")
