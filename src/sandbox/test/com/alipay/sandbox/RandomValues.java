package com.alipay.sandbox;

import com.alipay.i18n.Text;
import com.alipay.sandbox.persistence.StoredAs;
import com.alipay.sandbox.protocol.Charsets;
import com.alipay.sandbox.text.Texts;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values of any type that is stored: made at random, described so that equal ones have equal descriptions. */
final class RandomValues {
    private static final int TRIES = 10_000;
    private static final List<String> TEXTS = List.of(
            "", "2088000000000003", "2088999999999999", "a@b.c", "中文 商品", "\"'&<>\\\n\r\t\u2028", "𠮷€", "null", "1c");

    private RandomValues() {}

    static Object of(Type type, Random random) {
        Class<?> raw = raw(type);
        if (raw == Optional.class) {
            return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(of(argument(type, 0), random));
        }
        if (raw == List.class) {
            return some(argument(type, 0), random);
        }
        if (raw == java.util.Set.class) {
            return new LinkedHashSet<>(some(argument(type, 0), random));
        }
        if (raw == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            some(argument(type, 0), random).forEach(key -> map.put(key, of(argument(type, 1), random)));
            return map;
        }
        if (raw == Text.class) {
            return text(random);
        }
        if (raw.isRecord()) {
            return record(raw, random);
        }
        if (raw.isEnum()) {
            return oneOf(List.of(raw.getEnumConstants()), random);
        }
        return raw.isSealed() ? of(oneOf(List.of(raw.getPermittedSubclasses()), random), random) : plain(raw, random);
    }

    private static Text text(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Text.of(oneOf(TEXTS, random));
            case 1 -> Texts.of("delivery.no-answer", oneOf(TEXTS, random));
            default -> Texts.of("list", Texts.of("delivery.stopping"), oneOf(TEXTS, random));
        };
    }

    /** A new plain type that is stored has to be made here too. */
    private static Object plain(Class<?> type, Random random) {
        return switch (type.getSimpleName()) {
            case "String" -> oneOf(TEXTS, random);
            case "boolean", "Boolean" -> random.nextBoolean();
            case "int" -> random.nextInt();
            case "long" -> random.nextLong();
            case "byte[]" -> bytes(random);
            case "OptionalInt" -> random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt());
            case "BigDecimal" -> BigDecimal.valueOf(random.nextInt(), random.nextInt(4));
            case "BigInteger" -> new BigInteger(80, random);
            case "Duration" -> Duration.ofNanos(random.nextLong());
            case "Instant" ->
                oneOf(
                        List.of(Instant.MIN, Instant.MAX, Instant.ofEpochSecond(random.nextInt(), random.nextInt())),
                        random);
            case "Charset" -> oneOf(List.of(StandardCharsets.UTF_8, Charsets.GBK), random);
            default -> throw new IllegalArgumentException(type + " is stored: say here what its values are");
        };
    }

    /** A record that refuses some values is asked until it takes one. */
    private static Object record(Class<?> type, Random random) {
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < TRIES; i++) {
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return constructor.newInstance(Arrays.stream(components)
                        .map(each -> of(each.getGenericType(), random))
                        .toArray());
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw new IllegalStateException(e);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException(type + " takes none of these values");
    }

    /** Every component by name, whatever equals says. */
    static String describe(Object value) {
        if (value instanceof Record record) {
            return code(record.getClass())
                    + Arrays.stream(record.getClass().getRecordComponents())
                            .map(each -> each.getName() + "=" + describe(component(each, record)))
                            .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(RandomValues::describe).toString();
        }
        if (value instanceof Map<?, ?> map) {
            return new TreeSet<>(map.entrySet().stream()
                            .map(each -> describe(each.getKey()) + "=" + describe(each.getValue()))
                            .toList())
                    .toString();
        }
        if (value instanceof java.util.Set<?> set) {
            return new TreeSet<>(set.stream().map(RandomValues::describe).toList()).toString();
        }
        return value instanceof Collection<?> list
                ? list.stream().map(RandomValues::describe).toList().toString()
                : String.valueOf(value);
    }

    /** The codes, names and types of everything in it, down to what is no record. */
    static String shape(Type type) {
        Class<?> raw = raw(type);
        if (raw == Text.class) {
            return "String";
        }
        if (raw.isRecord()) {
            return Arrays.stream(raw.getRecordComponents())
                    .map(each -> each.getName() + " " + shape(each.getGenericType()))
                    .collect(Collectors.joining(", ", code(raw) + "(", ")"));
        }
        if (raw.isSealed() && !raw.isEnum()) {
            return Arrays.stream(raw.getPermittedSubclasses())
                    .map(RandomValues::shape)
                    .sorted()
                    .collect(Collectors.joining(" | "));
        }
        if (type instanceof ParameterizedType parameterized) {
            return Arrays.stream(parameterized.getActualTypeArguments())
                    .map(RandomValues::shape)
                    .collect(Collectors.joining(", ", raw.getSimpleName() + "<", ">"));
        }
        return raw.getSimpleName();
    }

    /** The code of a sealed interface's record; "" for any other record, whose name is not stored. */
    private static String code(Class<?> record) {
        StoredAs code = record.getAnnotation(StoredAs.class);
        return code == null ? "" : code.value();
    }

    private static Object component(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Object> some(Type type, Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> of(type, random))
                .toList();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static <T> T oneOf(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : (Class<?>) type;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
