package dev.zjail.policyfile;

/**
 * Where something begins in a text.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 code units
 */
record Position(int line, int column) {
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
