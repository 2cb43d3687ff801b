package dev.zjail.assertj;

import dev.zjail.junit.GuestText;
import org.assertj.core.presentation.StandardRepresentation;

/** Shows text in AssertJ's own messages the way {@link GuestText} does: escaped and bounded. */
final class GuestTextRepresentation extends StandardRepresentation {

    @Override
    protected String toStringOf(String text) {
        return "\"" + GuestText.escapeBounded(text) + "\"";
    }

    @Override
    protected String toStringOf(CharSequence text) {
        return toStringOf(text.toString());
    }

    @Override
    protected String toStringOf(Character character) {
        return "'" + GuestText.escape(character.toString()) + "'";
    }
}
