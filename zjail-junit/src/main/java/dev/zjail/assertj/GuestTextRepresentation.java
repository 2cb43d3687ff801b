package dev.zjail.assertj;

import dev.zjail.internal.ForeignText;
import dev.zjail.junit.GuestText;
import org.assertj.core.presentation.StandardRepresentation;
import org.jspecify.annotations.Nullable;

/**
 * Shows text in AssertJ's own messages the way {@link GuestText} does: escaped and bounded. Whatever else is shown may
 * hold such a text, as a list, a path or a record does: no order to a build server is left in it, nor a character that
 * acts.
 */
final class GuestTextRepresentation extends StandardRepresentation {

    @Override
    public @Nullable String toStringOf(@Nullable Object object) {
        String text = super.toStringOf(object);
        return text == null ? null : ForeignText.lines(text);
    }

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
