package dev.zjail.assertj;

import dev.zjail.internal.ForeignText;
import org.assertj.core.description.Description;
import org.assertj.core.error.DescriptionFormatter;
import org.assertj.core.error.ErrorMessageFactory;
import org.assertj.core.presentation.Representation;

/**
 * The message of a failure, exactly as it is. AssertJ's own way to make one formats it twice, and the second time
 * replaces every {@code %n} in it by a line break, also one that a program under test wrote.
 *
 * @param text what follows the description
 */
record ExactMessage(String text) implements ErrorMessageFactory {

    @Override
    public String create(Description description, Representation representation) {
        return ForeignText.lines(DescriptionFormatter.instance().format(description) + text);
    }

    @Override
    public String create(Description description) {
        return ForeignText.lines(DescriptionFormatter.instance().format(description) + text);
    }

    @Override
    public String create() {
        return ForeignText.lines(text);
    }
}
