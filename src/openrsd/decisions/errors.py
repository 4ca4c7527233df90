"""What this room refuses."""

from collections.abc import Iterable

from openrsd.accounts.errors import Refusal
from openrsd.texts import gettext as _
from openrsd.texts import shown

_MOST_SHOWN = 6


class NoDraft(Refusal):
    """There is nothing to sign or to return."""

    code = "no-draft"
    sentence = shown("No draft was handed in for this case. The assessment proposes one first.")


class OtherDraft(Refusal):
    """What would be signed is not what was drafted."""

    code = "other-draft"
    sentence = shown(
        "The newest draft does not propose this decision, or is older than the assessment. Return"
        " it with reasons, so that the officer drafts it anew."
    )


class SecondPerson(Refusal):
    """Four eyes: whoever drafted does not sign."""

    code = "second-person"
    sentence = shown("You drafted this. A second person reads the record and signs.")


class NotBeforeReviewer(Refusal):
    """What would be read is not before the reviewer."""

    code = "not-before-reviewer"
    sentence = shown(
        "This draft is not before you now: the case stands elsewhere, or a newer draft was handed"
        " in. Open the case to see where it stands."
    )


class NotReturned(Refusal):
    """Comments are answered while the officer has the draft."""

    code = "not-returned"
    sentence = shown(
        "Comments are answered while the assessment is with you. The case stands elsewhere now."
    )


class NoWords(Refusal):
    """Something was chosen that has to be said in words."""

    code = "no-words"
    sentence = shown("Write in words what you mean, so that the other person can act on it.")


class OpenComments(Refusal):
    """A decision is not signed over comments that nobody settled."""

    code = "open-comments"
    sentence = shown(
        "Comments are still open. Say of each that it is settled, or return the draft with reasons."
    )


class NoChecklist(Refusal):
    """The sample fell on the case, and the checklist is not complete."""

    code = "no-checklist"
    sentence = shown(
        "The sample fell on this case. Read the record in full and complete the quality checklist"
        " on the page of the draft; then sign."
    )


class NotForBatch(Refusal):
    """This one is read by itself."""

    code = "not-for-batch"
    sentence = shown(
        "This one is not signed together with others: it changed since it was shown to you, or it"
        " has to be read by itself. Open the draft."
    )


class NoAppeal(Refusal):
    """There is nothing to hear or to decide."""

    code = "no-appeal"
    sentence = shown("No appeal is before this office in this case. Look at where the case stands.")


class AppealClosed(Refusal):
    """Something can be added until the appeal is decided."""

    code = "appeal-closed"
    sentence = shown(
        "Nothing can be added to this appeal: it is not being heard. What is new can be a reason to"
        " reopen the case."
    )


class TookPart(Refusal):
    """Whoever worked on the case at first instance does not hear the appeal."""

    code = "took-part"
    sentence = shown(
        "{who} recorded findings in this case at first instance, and so takes no part in the"
        " appeal. Ask the supervisor to give it to someone who took no part."
    )


class Overtaken(Refusal):
    """Somebody else wrote meanwhile."""

    code = "overtaken"
    sentence = shown(
        "Somebody saved this decision after you opened the page. Nothing was overwritten: keep your"
        " words, open the page again, and put both together."
    )


class NoResult(Refusal):
    """What is decided is what was written."""

    code = "no-result"
    sentence = shown(
        "The decision that is written has another result, or none. Choose the result, save, and"
        " decide then."
    )


class WordIsOlder(Refusal):
    """A second member agreed to words that were changed since."""

    code = "word-is-older"
    sentence = shown(
        "The decision was changed after the second member agreed to it. Ask them to read it again"
        " and to confirm it again."
    )


class NotFoundSo(Refusal):
    """What is negated was found in the assessment, ground by ground."""

    code = "not-found-so"
    sentence = shown(
        "The assessment does not find, under every reading of the nationality, that this basis does"
        " not hold for this country. The bar stands."
    )


class AlreadyAnswered(Refusal):
    """A proposal is answered once."""

    code = "already-answered"
    sentence = shown("This proposal was answered. Open the page again.")


class NotDrafting(Refusal):
    """A draft is written while the assessment is open."""

    code = "not-drafting"
    sentence = shown(
        "A draft is written while the assessment is open. Look at where the case stands."
    )


class DraftThere(Refusal):
    """One draft of a claim is worked on at a time."""

    code = "draft-there"
    sentence = shown("A draft is being written already. Open the page again to go on with it.")


class NothingDrafted(Refusal):
    """Nothing is being worked on."""

    code = "nothing-drafted"
    sentence = shown("No draft is being written. Begin one first.")


class DraftChanged(Refusal):
    """Two windows, or two people, wrote in one draft."""

    code = "draft-changed"
    sentence = shown(
        "This draft was saved in another window or by a colleague after you opened it. Your words"
        " stand below and are not saved. Where theirs differ, they stand beside yours: bring them"
        " together, then save."
    )


class DraftNotSound(Refusal):
    """The draft says other than the record, or lacks what it must say."""

    code = "draft-not-sound"

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(dict.fromkeys(sentences))
        said = " ".join(self.sentences[:_MOST_SHOWN])
        more = len(self.sentences) - _MOST_SHOWN
        text = _("This draft cannot be handed in yet. {said}").format(said=said)
        rest = _("And {more} more: they stand beside the paragraphs.").format(more=more)
        super().__init__(f"{text} {rest}" if more > 0 else text)


class NothingToCorrect(Refusal):
    """Only what was signed last is corrected."""

    code = "nothing-to-correct"
    sentence = shown(
        "Another draft was handed in since, or this decision does not stand. Draft it anew instead."
    )


class WordsNotThere(Refusal):
    """What is to be corrected is not found."""

    code = "words-not-there"
    sentence = shown(
        "These words do not stand in that paragraph exactly once. Copy them from it, with some"
        " words around them."
    )


class NotASlip(Refusal):
    """More would change than a slip."""

    code = "not-a-slip"
    sentence = shown(
        "That is more than a slip: it changes what the decision says, or is too long. A name, a day"
        " or a number is corrected here. For anything else both signers open the decision again."
    )


class CorrectionOpen(Refusal):
    """One is answered before the next is proposed."""

    code = "correction-open"
    sentence = shown("A correction waits for the other signer. It is answered first.")


class OtherSigner(Refusal):
    """Nobody confirms her own correction."""

    code = "other-signer"
    sentence = shown("You proposed this. The other signer confirms it, or does not.")
