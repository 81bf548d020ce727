package io.slipstream.model.adapter;

/** How much a product B A counts. */
public enum Scaling {
    /** alpha / r (LoRA, arXiv 2106.09685). */
    RANK,
    /** alpha / sqrt(r), which keeps gradients alike over ranks (rsLoRA, arXiv 2312.03732). */
    ROOT;

    /** The factor of a product of this rank. */
    public float of(float alpha, int rank) {
        return this == RANK ? alpha / rank : alpha / (float) StrictMath.sqrt(rank);
    }
}
