package io.slipstream.runtime.serde;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/** Avro makes records only of classes that are trusted; this adds Slipstream's own to whatever is trusted already. */
public record TrustedPackage(ClassSecurityPredicate others) implements ClassSecurityPredicate {

    private static final String PACKAGE = "io.slipstream.schemas.avro";

    /** Trusts them from now on; again does no harm. */
    public static synchronized void install() {
        ClassSecurityPredicate present = ClassSecurityValidator.getGlobal();
        if (!(present instanceof TrustedPackage)) {
            ClassSecurityValidator.setGlobal(new TrustedPackage(present));
        }
    }

    @Override
    public boolean isTrusted(Class<?> type) {
        return type.getPackageName().equals(PACKAGE) || others.isTrusted(type);
    }
}
