package io.slipstream.app.fuzz;

/** What is wrong with a record. */
public enum Mutation {
    /** Its end is missing. */
    TRUNCATED,
    /** Some bits are others. */
    BIT_FLIPPED,
    /** Its fingerprint is of no schema. */
    WRONG_FINGERPRINT,
    /** It claims a length far beyond its end. */
    GIANT_LENGTH,
    /** It claims millions of small things and brings zeros for some of them. */
    BOMB,
    /** Its numbers are NaN or infinite. */
    NOT_FINITE,
    /** What it holds is of the right types and makes no sense: tensors of other shapes, lists of other lengths. */
    WRONG_SHAPE,
    /** Its whole numbers are negative, T among them. */
    NEGATIVE,
    /** It was written by a version of Slipstream that does not exist yet. */
    FUTURE_VERSION,
    /** It is a good record of another topic. */
    OTHER_TOPIC,
    /** It is no record at all. */
    NOISE
}
