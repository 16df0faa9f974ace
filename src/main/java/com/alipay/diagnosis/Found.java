package com.alipay.diagnosis;

/**
 * One cause that was found.
 *
 * @param mistake which
 * @param detail where: the parameter, the charset, the other merchant; "" where there is nothing to add. Never a key or a signature
 */
public record Found(Mistake mistake, String detail) {

    /** What it is and what to do, in Chinese, with the place where it was found. */
    public String chinese() {
        return detail.isEmpty() ? mistake.chinese() : mistake.chinese() + "（" + detail + "）";
    }

    /** The same in English. */
    public String english() {
        return detail.isEmpty() ? mistake.english() : mistake.english() + " (" + detail + ")";
    }

    /** Who puts it right, in Chinese. */
    public String fixer() {
        return mistake.fixer().chinese();
    }
}
