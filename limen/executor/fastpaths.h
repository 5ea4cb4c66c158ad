/* The functions of fastpaths.py for the compiled build: the same results, on machine numbers, without boxes in between.

   setup.py declares each to mypyc as Limen_<name>. A function returns 1 when it did everything, 0 when it did nothing and the
   general path must, 2 with an exception set. Registers are checked against the list, always. An int or float that only a
   register holds is overwritten in place: nobody else can see it. */
#ifndef LIMEN_FASTPATHS_H
#define LIMEN_FASTPATHS_H
#include <Python.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#if PY_VERSION_HEX >= 0x030C0000
#include <cpython/longintrepr.h>
#endif

#define LIMEN_UNORDERED 2
#define LIMEN_TEXT 4096
#define LIMEN_KEY 8
#define LIMEN_EXACT (INT64_C(1) << 53)
#define LIMEN_PRODUCT (INT64_C(1) << 62)
#define LIMEN_INLINE static inline __attribute__((always_inline))
#define LIMEN_LIKELY(x) __builtin_expect(!!(x), 1)
#define LIMEN_HAS(list, at) LIMEN_LIKELY((uint64_t)(at) < (uint64_t)PyList_GET_SIZE(list))
#define LIMEN_AT(list, at) (((PyListObject *)(list))->ob_item[at])
#define LIMEN_IS_INT(value) (Py_TYPE(value) == &PyLong_Type)
#define LIMEN_IS_FLOAT(value) (Py_TYPE(value) == &PyFloat_Type)

#if PY_VERSION_HEX < 0x030C0000
/* The dispatch loop is so large that gcc would call this function instead. */
LIMEN_INLINE void limen_decref(PyObject *value) {
    if (--value->ob_refcnt == 0) _Py_Dealloc(value);
}
#undef Py_DECREF
#define Py_DECREF(value) limen_decref((PyObject *)(value))
#endif

/* Whether an object is held by its register alone. */
LIMEN_INLINE int limen_is_own(PyObject *value) {
#ifdef Py_GIL_DISABLED
    (void)value;
    return 0;
#else
    return Py_REFCNT(value) == 1;
#endif
}

/* The value of an int of at most two digits. */
LIMEN_INLINE int limen_int(PyObject *value, int64_t *out) {
    if (!LIMEN_IS_INT(value)) return 0;
    PyLongObject *number = (PyLongObject *)value;
#if PY_VERSION_HEX >= 0x030C0000
    if (LIMEN_LIKELY(PyUnstable_Long_IsCompact(number))) {
        *out = PyUnstable_Long_CompactValue(number);
        return 1;
    }
    if (number->long_value.lv_tag >> 3 != 2) return 0;
    int64_t size = number->long_value.ob_digit[0] | (int64_t)number->long_value.ob_digit[1] << PyLong_SHIFT;
    *out = (number->long_value.lv_tag & 3) == 2 ? -size : size;
    return 1;
#else
    Py_ssize_t digits = Py_SIZE(number);
    if (LIMEN_LIKELY((size_t)(digits + 1) <= 2)) {
        *out = digits * (int64_t)number->ob_digit[0];
        return 1;
    }
    if (digits != 2 && digits != -2) return 0;
    int64_t size = number->ob_digit[0] | (int64_t)number->ob_digit[1] << PyLong_SHIFT;
    *out = digits < 0 ? -size : size;
    return 1;
#endif
}

/* A number as a float, when nothing is lost. */
LIMEN_INLINE int limen_float(PyObject *value, double *out) {
    int64_t number;
    if (LIMEN_LIKELY(LIMEN_IS_FLOAT(value))) {
        *out = ((PyFloatObject *)value)->ob_fval;
        return 1;
    }
    if (limen_int(value, &number) && -LIMEN_EXACT <= number && number <= LIMEN_EXACT) {
        *out = (double)number;
        return 1;
    }
    return 0;
}

/* Both operands as floats; at least one of them is one. */
LIMEN_INLINE int limen_floats(PyObject *left, PyObject *right, double *x, double *y) {
    return (LIMEN_IS_FLOAT(left) || LIMEN_IS_FLOAT(right)) && limen_float(left, x) && limen_float(right, y);
}

LIMEN_INLINE void limen_put(PyObject *regs, int64_t a, PyObject *value) {
    PyObject *old = LIMEN_AT(regs, a);
    LIMEN_AT(regs, a) = value;
    Py_DECREF(old);
}

/* Small ints are not overwritten, nor written: of each there is one object. */
LIMEN_INLINE char limen_put_int(PyObject *regs, int64_t a, int64_t value) {
    PyObject *old = LIMEN_AT(regs, a);
    if (LIMEN_IS_INT(old) && limen_is_own(old) && !(-6 < value && value < 257)) {
        uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
        PyLongObject *number = (PyLongObject *)old; /* every int has room for a digit */
#if PY_VERSION_HEX >= 0x030C0000
        if (LIMEN_LIKELY(size <= PyLong_MASK)) {
            number->long_value.lv_tag = 1 << 3 | (value < 0 ? 2 : 0);
            number->long_value.ob_digit[0] = (digit)size;
            return 1;
        }
        if (number->long_value.lv_tag >> 3 == 2 && size >> (2 * PyLong_SHIFT) == 0) {
            number->long_value.lv_tag = 2 << 3 | (value < 0 ? 2 : 0);
            number->long_value.ob_digit[0] = (digit)(size & PyLong_MASK);
            number->long_value.ob_digit[1] = (digit)(size >> PyLong_SHIFT);
            return 1;
        }
#else
        if (LIMEN_LIKELY(size <= PyLong_MASK)) {
            Py_SET_SIZE(number, value < 0 ? -1 : 1);
            number->ob_digit[0] = (digit)size;
            return 1;
        }
        Py_ssize_t digits = Py_SIZE(number);
        if ((digits == 2 || digits == -2) && size >> (2 * PyLong_SHIFT) == 0) {
            Py_SET_SIZE(number, value < 0 ? -2 : 2);
            number->ob_digit[0] = (digit)(size & PyLong_MASK);
            number->ob_digit[1] = (digit)(size >> PyLong_SHIFT);
            return 1;
        }
#endif
    }
    PyObject *made = PyLong_FromLongLong(value);
    if (made == NULL) return 2;
    limen_put(regs, a, made);
    return 1;
}

LIMEN_INLINE char limen_put_float(PyObject *regs, int64_t a, double value) {
    PyObject *old = LIMEN_AT(regs, a);
    if (LIMEN_IS_FLOAT(old) && limen_is_own(old)) {
        ((PyFloatObject *)old)->ob_fval = value;
        return 1;
    }
    PyObject *made = PyFloat_FromDouble(value);
    if (made == NULL) return 2;
    limen_put(regs, a, made);
    return 1;
}

LIMEN_INLINE char limen_put_bool(PyObject *regs, int64_t a, int value) {
    PyObject *made = value ? Py_True : Py_False;
    Py_INCREF(made);
    limen_put(regs, a, made);
    return 1;
}

#define LIMEN_OPERANDS                                                                                                   \
    if (!(LIMEN_HAS(regs, a) && LIMEN_HAS(regs, b) && LIMEN_HAS(regs, c))) return 0;                                     \
    PyObject *left = LIMEN_AT(regs, b), *right = LIMEN_AT(regs, c);                                                      \
    int64_t i, j;

#define LIMEN_HOLD(one, other) Py_INCREF(one), Py_INCREF(other);
#define LIMEN_LET_GO(one, other) Py_DECREF(one), Py_DECREF(other);

/* Put what the general operation on ints made. */
static char limen_long(PyObject *regs, int64_t a, PyObject *made) {
    if (made == NULL) return 2;
    limen_put(regs, a, made);
    return 1;
}

LIMEN_INLINE char Limen_move(PyObject *regs, int64_t a, int64_t b) {
    if (!(LIMEN_HAS(regs, a) && LIMEN_HAS(regs, b))) return 0;
    PyObject *value = LIMEN_AT(regs, b);
    Py_INCREF(value);
    limen_put(regs, a, value);
    return 1;
}

LIMEN_INLINE char Limen_set_bool(PyObject *regs, int64_t a, char value) {
    return LIMEN_HAS(regs, a) ? limen_put_bool(regs, a, value) : 0;
}

/* Arithmetic on two ints of at most two digits, then on floats, then on ints of any size. */
LIMEN_INLINE int limen_is_text(PyObject *left, PyObject *right) {
    return PyUnicode_CheckExact(left) && PyUnicode_CheckExact(right) &&
           PyUnicode_GET_LENGTH(left) + PyUnicode_GET_LENGTH(right) < LIMEN_TEXT;
}

#define LIMEN_ARITHMETIC(NAME, INTS, FLOATS, LONGS)                                                                      \
    LIMEN_INLINE char NAME(PyObject *regs, int64_t a, int64_t b, int64_t c) {                                            \
        double x, y;                                                                                                     \
        LIMEN_OPERANDS                                                                                                   \
        if (limen_int(left, &i) && limen_int(right, &j)) {                                                               \
            int64_t made;                                                                                                \
            if (LIMEN_LIKELY(!INTS(i, j, &made))) return limen_put_int(regs, a, made);                                   \
        } else if (limen_floats(left, right, &x, &y)) {                                                                  \
            return limen_put_float(regs, a, x FLOATS y);                                                                 \
        }                                                                                                                \
        if (LIMEN_IS_INT(left) && LIMEN_IS_INT(right)) return LONGS;                                                     \
        return 0;                                                                                                        \
    }

LIMEN_ARITHMETIC(limen_sum, __builtin_add_overflow, +,
                 limen_long(regs, a, PyLong_Type.tp_as_number->nb_add(left, right)))
LIMEN_ARITHMETIC(Limen_subtract, __builtin_sub_overflow, -,
                 limen_long(regs, a, PyLong_Type.tp_as_number->nb_subtract(left, right)))

LIMEN_INLINE char Limen_add(PyObject *regs, int64_t a, int64_t b, int64_t c) {
    char done = limen_sum(regs, a, b, c);
    if (LIMEN_LIKELY(done)) return done;
    LIMEN_OPERANDS
    (void)i, (void)j;
    if (!limen_is_text(left, right)) return 0;
    return limen_long(regs, a, PyUnicode_Concat(left, right));
}

LIMEN_INLINE char Limen_multiply(PyObject *regs, int64_t a, int64_t b, int64_t c) {
    double x, y;
    LIMEN_OPERANDS
    if (limen_int(left, &i) && limen_int(right, &j)) {
        int64_t made;
        if (LIMEN_LIKELY(!__builtin_mul_overflow(i, j, &made))) return limen_put_int(regs, a, made);
        return limen_long(regs, a, PyLong_Type.tp_as_number->nb_multiply(left, right));
    }
    if (limen_floats(left, right, &x, &y)) return limen_put_float(regs, a, x * y);
    return 0;
}

LIMEN_INLINE char Limen_divide(PyObject *regs, int64_t a, int64_t b, int64_t c) {
    double x, y;
    LIMEN_OPERANDS
    (void)i, (void)j;
    if (limen_float(left, &x) && limen_float(right, &y) && y != 0.0) return limen_put_float(regs, a, x / y);
    return 0;
}

LIMEN_INLINE char Limen_floor_divide(PyObject *regs, int64_t a, int64_t b, int64_t c) {
    LIMEN_OPERANDS
    if (!(limen_int(left, &i) && limen_int(right, &j)) || j == 0) return 0;
    int64_t made = i / j;
    if (i % j != 0 && (i < 0) != (j < 0)) made--;
    return limen_put_int(regs, a, made);
}

LIMEN_INLINE char Limen_modulo(PyObject *regs, int64_t a, int64_t b, int64_t c) {
    LIMEN_OPERANDS
    if (!(limen_int(left, &i) && limen_int(right, &j)) || j == 0) return 0;
    int64_t rest;
    if (LIMEN_LIKELY(i >= 0 && j > 0 && ((uint64_t)(i | j) >> 32) == 0)) {
        rest = (int64_t)((uint32_t)i % (uint32_t)j); /* several times faster than 64 bits on many machines */
    } else {
        rest = i % j;
        if (rest != 0 && (rest < 0) != (j < 0)) rest += j;
    }
    return limen_put_int(regs, a, rest);
}

LIMEN_INLINE char Limen_power(PyObject *regs, int64_t a, int64_t b, int64_t c) {
    LIMEN_OPERANDS
    if (!(limen_int(left, &i) && limen_int(right, &j)) || j < 0 || j >= 64) return 0;
    int64_t made = 1;
    for (; j > 0; j--) {
        if (__builtin_mul_overflow(made, i, &made)) return 0;
    }
    return limen_put_int(regs, a, made);
}

LIMEN_INLINE char Limen_shift_left(PyObject *regs, int64_t a, int64_t b, int64_t c) {
    LIMEN_OPERANDS
    if (!(limen_int(left, &i) && limen_int(right, &j)) || j < 0 || j >= 62) return 0;
    int64_t most = LIMEN_PRODUCT >> j;
    if (!(-most < i && i < most)) return 0;
    return limen_put_int(regs, a, i * (INT64_C(1) << j));
}

LIMEN_INLINE char Limen_shift_right(PyObject *regs, int64_t a, int64_t b, int64_t c) {
    LIMEN_OPERANDS
    if (!(limen_int(left, &i) && limen_int(right, &j)) || j < 0 || j >= 64) return 0;
    return limen_put_int(regs, a, i >> j);
}

#define LIMEN_BITS(NAME, OPERATOR, LONGS)                                                                                \
    LIMEN_INLINE char NAME(PyObject *regs, int64_t a, int64_t b, int64_t c) {                                            \
        LIMEN_OPERANDS                                                                                                   \
        if (limen_int(left, &i) && limen_int(right, &j)) return limen_put_int(regs, a, i OPERATOR j);                    \
        if (LIMEN_IS_INT(left) && LIMEN_IS_INT(right)) return LONGS;                                                     \
        return 0;                                                                                                        \
    }

LIMEN_BITS(Limen_bit_and, &, limen_long(regs, a, PyLong_Type.tp_as_number->nb_and(left, right)))
LIMEN_BITS(Limen_bit_or, |, limen_long(regs, a, PyLong_Type.tp_as_number->nb_or(left, right)))
LIMEN_BITS(Limen_bit_xor, ^, limen_long(regs, a, PyLong_Type.tp_as_number->nb_xor(left, right)))

LIMEN_INLINE char Limen_negate(PyObject *regs, int64_t a, int64_t b) {
    int64_t i;
    if (!(LIMEN_HAS(regs, a) && LIMEN_HAS(regs, b))) return 0;
    PyObject *value = LIMEN_AT(regs, b);
    if (limen_int(value, &i)) return limen_put_int(regs, a, -i);
    if (LIMEN_IS_FLOAT(value)) return limen_put_float(regs, a, -((PyFloatObject *)value)->ob_fval);
    if (LIMEN_IS_INT(value)) return limen_long(regs, a, PyLong_Type.tp_as_number->nb_negative(value));
    return 0;
}

LIMEN_INLINE char Limen_inplace(PyObject *regs, int64_t a, int64_t b, int64_t kind) {
    switch (kind) {
    case 0: return Limen_divide(regs, a, a, b);
    case 1: return Limen_floor_divide(regs, a, a, b);
    case 2: return Limen_modulo(regs, a, a, b);
    case 3: return Limen_power(regs, a, a, b);
    case 5: return Limen_shift_left(regs, a, a, b);
    case 6: return Limen_shift_right(regs, a, a, b);
    case 7: return Limen_bit_and(regs, a, a, b);
    case 8: return Limen_bit_or(regs, a, a, b);
    case 9: return Limen_bit_xor(regs, a, a, b);
    default: return 0;
    }
}

LIMEN_INLINE int64_t limen_order(PyObject *left, PyObject *right) {
    int64_t i, j;
    double x, y;
    if (limen_int(left, &i) && limen_int(right, &j)) return (i > j) - (i < j);
    if (limen_floats(left, right, &x, &y)) return x < y ? -1 : x > y ? 1 : x == y ? 0 : LIMEN_UNORDERED;
    if (LIMEN_IS_INT(left) && LIMEN_IS_INT(right)) {
        PyObject *less = PyLong_Type.tp_richcompare(left, right, Py_LT);
        int is_less = less == Py_True;
        Py_XDECREF(less);
        if (is_less) return -1;
        PyObject *equal = PyLong_Type.tp_richcompare(left, right, Py_EQ);
        int is_equal = equal == Py_True;
        Py_XDECREF(equal);
        return is_equal ? 0 : 1;
    }
    return LIMEN_UNORDERED;
}

LIMEN_INLINE int64_t Limen_order(PyObject *regs, int64_t b, int64_t c) {
    if (!(LIMEN_HAS(regs, b) && LIMEN_HAS(regs, c))) return LIMEN_UNORDERED;
    return limen_order(LIMEN_AT(regs, b), LIMEN_AT(regs, c));
}

LIMEN_INLINE int64_t Limen_same(PyObject *regs, int64_t b, int64_t c) {
    if (!(LIMEN_HAS(regs, b) && LIMEN_HAS(regs, c))) return LIMEN_UNORDERED;
    PyObject *left = LIMEN_AT(regs, b), *right = LIMEN_AT(regs, c);
    if (PyUnicode_CheckExact(left) && PyUnicode_CheckExact(right)) {
        Py_ssize_t length = PyUnicode_GET_LENGTH(left);
        if (left == right) return length < LIMEN_TEXT ? 1 : LIMEN_UNORDERED;
        if (length >= LIMEN_TEXT) return LIMEN_UNORDERED;
        if (length != PyUnicode_GET_LENGTH(right) || PyUnicode_KIND(left) != PyUnicode_KIND(right)) return 0;
        return memcmp(PyUnicode_DATA(left), PyUnicode_DATA(right), length * PyUnicode_KIND(left)) == 0;
    }
    int64_t found = limen_order(left, right);
    return found == LIMEN_UNORDERED ? LIMEN_UNORDERED : found == 0;
}

LIMEN_INLINE int64_t Limen_truth(PyObject *regs, int64_t a) {
    int64_t i;
    if (!LIMEN_HAS(regs, a)) return LIMEN_UNORDERED;
    PyObject *value = LIMEN_AT(regs, a);
    if (value == Py_True) return 1;
    if (value == Py_False || value == Py_None) return 0;
    if (limen_int(value, &i)) return i != 0;
    if (LIMEN_IS_INT(value)) return 1;
    if (PyUnicode_CheckExact(value)) return PyUnicode_GET_LENGTH(value) != 0;
    if (PyList_CheckExact(value)) return PyList_GET_SIZE(value) != 0;
    if (PyDict_CheckExact(value)) return PyDict_GET_SIZE(value) != 0;
    if (PyTuple_CheckExact(value)) return PyTuple_GET_SIZE(value) != 0;
    if (PyFloat_CheckExact(value)) return ((PyFloatObject *)value)->ob_fval != 0.0;
    if (Py_TYPE(value) == &PySet_Type) return PySet_GET_SIZE(value) != 0;
    return LIMEN_UNORDERED;
}

LIMEN_INLINE int limen_is_key(PyObject *value) {
    if (LIMEN_LIKELY(PyUnicode_CheckExact(value) || LIMEN_IS_INT(value))) return 1;
    if (!PyTuple_CheckExact(value) || PyTuple_GET_SIZE(value) > LIMEN_KEY) return 0;
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(value); at++) {
        PyObject *item = PyTuple_GET_ITEM(value, at);
        if (!(PyUnicode_CheckExact(item) || LIMEN_IS_INT(item))) return 0;
    }
    return 1;
}

LIMEN_INLINE int limen_is_end(PyObject *value) { return value == Py_None || LIMEN_IS_INT(value); }

/* Cut a short str, list or tuple. */
static char limen_cut(PyObject *regs, int64_t a, PyObject *left, PyObject *right) {
    Py_ssize_t length;
    int64_t step;
    if (!PySlice_Check(right)) return 0;
    if (PyUnicode_CheckExact(left)) length = PyUnicode_GET_LENGTH(left);
    else if (PyList_CheckExact(left) || PyTuple_CheckExact(left)) length = Py_SIZE(left);
    else return 0;
    PySliceObject *cut = (PySliceObject *)right;
    if (length >= LIMEN_TEXT || !(limen_is_end(cut->start) && limen_is_end(cut->stop) && limen_is_end(cut->step))) return 0;
    if (cut->step != Py_None && !(limen_int(cut->step, &step) && step != 0)) return 0;
    return limen_long(regs, a, PyObject_GetItem(left, right));
}

LIMEN_INLINE char Limen_get_item(PyObject *regs, int64_t a, int64_t b, int64_t c) {
    PyObject *value;
    LIMEN_OPERANDS
    if (limen_int(right, &i)) {
        if (LIMEN_LIKELY(PyList_CheckExact(left))) {
            j = PyList_GET_SIZE(left);
            if (i < 0) i += j;
            if ((uint64_t)i >= (uint64_t)j) return 0;
            value = LIMEN_AT(left, i);
            Py_INCREF(value);
            limen_put(regs, a, value);
            return 1;
        }
        if (PyTuple_CheckExact(left)) {
            j = PyTuple_GET_SIZE(left);
            if (i < 0) i += j;
            if ((uint64_t)i >= (uint64_t)j) return 0;
            value = PyTuple_GET_ITEM(left, i);
            Py_INCREF(value);
            limen_put(regs, a, value);
            return 1;
        }
        if (PyUnicode_CheckExact(left)) {
            j = PyUnicode_GET_LENGTH(left);
            if (i < 0) i += j;
            if ((uint64_t)i >= (uint64_t)j) return 0;
            return limen_long(regs, a, PyUnicode_FromOrdinal(PyUnicode_READ_CHAR(left, i)));
        }
    }
    if (!PyDict_CheckExact(left)) return limen_cut(regs, a, left, right);
    if (!limen_is_key(right)) return 0;
    LIMEN_HOLD(left, right) /* the comparison of keys may run guest code, which may bind the registers anew */
    value = PyDict_GetItemWithError(left, right);
    Py_XINCREF(value);
    LIMEN_LET_GO(left, right)
    if (value == NULL) return PyErr_Occurred() ? 2 : 0;
    if (!LIMEN_HAS(regs, a)) {
        Py_DECREF(value);
        return 0;
    }
    limen_put(regs, a, value);
    return 1;
}

LIMEN_INLINE char Limen_set_item(PyObject *regs, int64_t a, int64_t b, int64_t c) {
    int64_t i, j;
    if (!(LIMEN_HAS(regs, a) && LIMEN_HAS(regs, b) && LIMEN_HAS(regs, c))) return 0;
    PyObject *container = LIMEN_AT(regs, a), *key = LIMEN_AT(regs, b), *value = LIMEN_AT(regs, c);
    if (limen_int(key, &i)) {
        if (LIMEN_LIKELY(PyList_CheckExact(container))) {
            j = PyList_GET_SIZE(container);
            if (i < 0) i += j;
            if ((uint64_t)i >= (uint64_t)j) return 0;
            Py_INCREF(value);
            limen_put(container, i, value);
            return 1;
        }
    }
    if (!PyDict_CheckExact(container) || !limen_is_key(key)) return 0;
    LIMEN_HOLD(container, key)
    Py_INCREF(value);
    int failed = PyDict_SetItem(container, key, value);
    Py_DECREF(value);
    LIMEN_LET_GO(container, key)
    return failed < 0 ? 2 : 1;
}

LIMEN_INLINE char Limen_contains(PyObject *regs, int64_t a, int64_t b, int64_t c, char negated) {
    LIMEN_OPERANDS
    (void)i, (void)j;
    if (!limen_is_key(left)) return 0;
    if (!(PyDict_CheckExact(right) || Py_TYPE(right) == &PySet_Type)) return 0;
    LIMEN_HOLD(left, right)
    int found = PyDict_CheckExact(right) ? PyDict_Contains(right, left) : PySet_Contains(right, left);
    LIMEN_LET_GO(left, right)
    if (found < 0) return 2;
    return LIMEN_HAS(regs, a) ? limen_put_bool(regs, a, found != negated) : 0;
}

LIMEN_INLINE char Limen_append(PyObject *regs, int64_t a, int64_t b) {
    if (!(LIMEN_HAS(regs, a) && LIMEN_HAS(regs, b))) return 0;
    PyObject *items = LIMEN_AT(regs, a);
    if (!PyList_CheckExact(items)) return 0;
    return PyList_Append(items, LIMEN_AT(regs, b)) < 0 ? 2 : 1;
}

/* Where mypyc puts the attributes of an instance and its class. Macros, as its types are declared further down. */
#define LIMEN_OFFSET(CLASS, NAME) offsetof(limen___executor___##CLASS##Object, _##NAME)
#define LIMEN_FIELD(TYPE, value, at) (*(TYPE *)((char *)(value) + (at)))
#define LIMEN_INSTANCE                                                                                                   \
    CPyType_values___Instance, LIMEN_OFFSET(values___Instance, cls), LIMEN_OFFSET(values___Instance, attrs),             \
        LIMEN_OFFSET(values___Instance, frozen), LIMEN_OFFSET(values___Class, access)
#define Limen_get_attr(...) limen_get_attr(__VA_ARGS__, LIMEN_INSTANCE)
#define Limen_set_attr(...) limen_set_attr(__VA_ARGS__, LIMEN_INSTANCE)
#define LIMEN_PLAIN 3

LIMEN_INLINE char limen_get_attr(PyObject *regs, int64_t a, int64_t b, PyObject *names, int64_t name, PyTypeObject *type,
                                 size_t cls_at, size_t attrs_at, size_t frozen_at, size_t access_at) {
    (void)frozen_at;
    if (!(LIMEN_HAS(names, name) && LIMEN_HAS(regs, a) && LIMEN_HAS(regs, b))) return 0;
    PyObject *value = LIMEN_AT(regs, b);
    if (Py_TYPE(value) != type) return 0;
    if (LIMEN_FIELD(int64_t, LIMEN_FIELD(PyObject *, value, cls_at), access_at) != LIMEN_PLAIN) return 0;
    PyObject *attrs = LIMEN_FIELD(PyObject *, value, attrs_at), *key = LIMEN_AT(names, name);
    LIMEN_HOLD(attrs, key)
    PyObject *found = PyDict_GetItemWithError(attrs, key);
    Py_XINCREF(found);
    LIMEN_LET_GO(attrs, key)
    if (found == NULL) return PyErr_Occurred() ? 2 : 0;
    limen_put(regs, a, found);
    return 1;
}

LIMEN_INLINE char limen_set_attr(PyObject *regs, int64_t a, int64_t b, PyObject *names, int64_t name, PyTypeObject *type,
                                 size_t cls_at, size_t attrs_at, size_t frozen_at, size_t access_at) {
    if (!(LIMEN_HAS(names, name) && LIMEN_HAS(regs, a) && LIMEN_HAS(regs, b))) return 0;
    PyObject *target = LIMEN_AT(regs, a), *value = LIMEN_AT(regs, b);
    if (Py_TYPE(target) != type || LIMEN_FIELD(char, target, frozen_at)) return 0;
    if (LIMEN_FIELD(int64_t, LIMEN_FIELD(PyObject *, target, cls_at), access_at) != LIMEN_PLAIN) return 0;
    PyObject *attrs = LIMEN_FIELD(PyObject *, target, attrs_at), *key = LIMEN_AT(names, name);
    LIMEN_HOLD(attrs, key)
    Py_INCREF(value);
    int failed = PyDict_SetItem(attrs, key, value);
    Py_DECREF(value);
    LIMEN_LET_GO(attrs, key)
    return failed < 0 ? 2 : 1;
}

#define Limen_advance(...)                                                                                               \
    limen_advance(__VA_ARGS__, CPyType_iterators___RangeIterator, LIMEN_OFFSET(iterators___RangeIterator, current),     \
                  LIMEN_OFFSET(iterators___RangeIterator, left), LIMEN_OFFSET(iterators___RangeIterator, step_size),     \
                  CPyType_iterators___ListIterator, LIMEN_OFFSET(iterators___ListIterator, source),                     \
                  LIMEN_OFFSET(iterators___ListIterator, index))

/* mypyc's int is a number in the upper bits, or with the lowest bit set an object. */
LIMEN_INLINE int64_t limen_advance(PyObject *regs, int64_t a, int64_t b, PyTypeObject *range, size_t current_at,
                                   size_t left_at, size_t step_at, PyTypeObject *list, size_t source_at, size_t index_at) {
    if (!(LIMEN_HAS(regs, a) && LIMEN_HAS(regs, b))) return LIMEN_UNORDERED;
    PyObject *iterator = LIMEN_AT(regs, b);
    if (Py_TYPE(iterator) == range) {
        Py_ssize_t current = LIMEN_FIELD(Py_ssize_t, iterator, current_at), left = LIMEN_FIELD(Py_ssize_t, iterator, left_at);
        Py_ssize_t step = LIMEN_FIELD(Py_ssize_t, iterator, step_at), next;
        if (((current | left | step) & 1) != 0 || __builtin_add_overflow(current, step, &next)) return LIMEN_UNORDERED;
        if (left <= 0) return 0;
        if (limen_put_int(regs, a, current >> 1) == 2) {
            PyErr_Clear(); /* no memory: the general path will say so */
            return LIMEN_UNORDERED;
        }
        LIMEN_FIELD(Py_ssize_t, iterator, left_at) = left - 2;
        LIMEN_FIELD(Py_ssize_t, iterator, current_at) = next;
        return 1;
    }
    if (Py_TYPE(iterator) == list) {
        PyObject *source = LIMEN_FIELD(PyObject *, iterator, source_at);
        int64_t index = LIMEN_FIELD(int64_t, iterator, index_at);
        if (!LIMEN_HAS(source, index)) return 0;
        PyObject *item = LIMEN_AT(source, index);
        LIMEN_FIELD(int64_t, iterator, index_at) = index + 1;
        Py_INCREF(item);
        limen_put(regs, a, item);
        return 1;
    }
    return LIMEN_UNORDERED;
}

LIMEN_INLINE char Limen_copy_row(PyObject *target, PyObject *regs, int64_t first, int64_t count) {
    if (count <= 0) return 1;
    if (!(LIMEN_HAS(regs, first) && LIMEN_HAS(regs, first + count - 1) && LIMEN_HAS(target, count - 1))) {
        PyErr_SetString(PyExc_IndexError, "list index out of range");
        return 2;
    }
    for (int64_t at = 0; at < count; at++) {
        PyObject *value = LIMEN_AT(regs, first + at);
        Py_INCREF(value);
        limen_put(target, at, value);
    }
    return 1;
}

LIMEN_INLINE char Limen_reset(PyObject *regs, PyObject *initial) {
    Py_ssize_t size = PyList_GET_SIZE(initial);
    if (PyList_GET_SIZE(regs) != size) return PyList_SetSlice(regs, 0, PyList_GET_SIZE(regs), initial) < 0 ? 2 : 1;
    for (Py_ssize_t at = 0; at < size; at++) {
        PyObject *value = LIMEN_AT(initial, at);
        if (LIMEN_AT(regs, at) != value) {
            Py_INCREF(value);
            limen_put(regs, at, value);
        }
    }
    return 1;
}

static char Limen_call(int64_t number, PyObject *regs, int64_t a, int64_t base, int64_t count) {
    int64_t i;
    if (!(LIMEN_HAS(regs, a) && LIMEN_HAS(regs, base) && count >= 0 && LIMEN_HAS(regs, base + count))) return 0;
    if (count == 1) {
        PyObject *value = LIMEN_AT(regs, base + 1);
        switch (number) {
        case 1:
            if (PyList_CheckExact(value)) return limen_put_int(regs, a, PyList_GET_SIZE(value));
            if (PyUnicode_CheckExact(value)) return limen_put_int(regs, a, PyUnicode_GET_LENGTH(value));
            if (PyDict_CheckExact(value)) return limen_put_int(regs, a, PyDict_GET_SIZE(value));
            if (PyTuple_CheckExact(value)) return limen_put_int(regs, a, PyTuple_GET_SIZE(value));
            if (Py_TYPE(value) == &PySet_Type) return limen_put_int(regs, a, PySet_GET_SIZE(value));
            return 0;
        case 2:
            if (limen_int(value, &i)) return limen_put_int(regs, a, i < 0 ? -i : i);
            if (LIMEN_IS_FLOAT(value)) return limen_put_float(regs, a, fabs(((PyFloatObject *)value)->ob_fval));
            return 0;
        case 5:
            if (!PyUnicode_CheckExact(value) || PyUnicode_GET_LENGTH(value) != 1) return 0;
            return limen_put_int(regs, a, PyUnicode_READ_CHAR(value, 0));
        case 6:
            if (!limen_int(value, &i) || i < 0 || i >= 0x110000) return 0;
            return limen_long(regs, a, PyUnicode_FromOrdinal((int)i));
        default: return 0;
        }
    }
    if ((number != 3 && number != 4) || count < 2 || count > 4) return 0;
    int64_t best = base + 1;
    for (int64_t place = base + 2; place <= base + count; place++) {
        int64_t found = limen_order(LIMEN_AT(regs, place), LIMEN_AT(regs, best));
        if (found == LIMEN_UNORDERED) return 0;
        if (number == 3 ? found < 0 : found > 0) best = place;
    }
    return Limen_move(regs, a, best);
}

/* Whether every character of a str is of a kind; a str without characters is of none. */
static char limen_test_text(PyObject *regs, int64_t a, PyObject *text, int64_t number) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    int found = length > 0;
    if (length >= LIMEN_TEXT) return 0;
    for (Py_ssize_t at = 0; found && at < length; at++) {
        Py_UCS4 letter = PyUnicode_READ_CHAR(text, at);
        switch (number) {
        case 7: found = Py_UNICODE_ISDIGIT(letter) != 0; break;
        case 8: found = Py_UNICODE_ISALPHA(letter) != 0; break;
        case 9: found = Py_UNICODE_ISALNUM(letter) != 0; break;
        default: found = Py_UNICODE_ISSPACE(letter) != 0;
        }
    }
    return limen_put_bool(regs, a, found);
}

static char Limen_method(PyObject *regs, int64_t a, int64_t base, int64_t what) {
    int64_t number = what & 255, count = what >> 8;
    if (!(LIMEN_HAS(regs, a) && LIMEN_HAS(regs, base) && count >= 0 && LIMEN_HAS(regs, base + count))) return 0;
    PyObject *value = LIMEN_AT(regs, base);
    if (count == 0) {
        if (PyUnicode_CheckExact(value)) return 7 <= number && number <= 10 ? limen_test_text(regs, a, value, number) : 0;
        if (!PyList_CheckExact(value) || number != 2 || PyList_GET_SIZE(value) == 0) return 0;
        Py_ssize_t last = PyList_GET_SIZE(value) - 1;
        if (last <= ((PyListObject *)value)->allocated / 2) return 0; /* the list gives memory back */
        PyObject *item = LIMEN_AT(value, last);
        Py_SET_SIZE(value, last);
        limen_put(regs, a, item);
        return 1;
    }
    PyObject *item = LIMEN_AT(regs, base + 1), *result = Py_None;
    if (PyList_CheckExact(value)) {
        if (count != 1 || number != 1) return 0;
        if (PyList_Append(value, item) < 0) return 2;
        Py_INCREF(result);
        limen_put(regs, a, result);
        return 1;
    }
    if (PyUnicode_CheckExact(value)) {
        if (!PyUnicode_CheckExact(item) || count != 1 || number < 12) return 0;
        Py_ssize_t there = PyUnicode_Tailmatch(value, item, 0, PY_SSIZE_T_MAX, number == 12 ? -1 : 1);
        return there < 0 ? 2 : limen_put_bool(regs, a, there > 0);
    }
    if (!limen_is_key(item)) return 0;
    int failed = 0;
    if (PyDict_CheckExact(value)) {
        if (!((number == 3 && count <= 2) || (number == 11 && count == 2))) return 0;
        LIMEN_HOLD(value, item)
        PyObject *found = PyDict_GetItemWithError(value, item);
        if (found != NULL) result = found;
        else if (PyErr_Occurred()) failed = 1;
        else if (count == 2) result = LIMEN_AT(regs, base + 2);
        if (found == NULL && !failed && number == 11) {
            Py_INCREF(result);
            failed = PyDict_SetItem(value, item, result) < 0;
            Py_DECREF(result);
        }
        Py_INCREF(result);
        LIMEN_LET_GO(value, item)
    } else if (Py_TYPE(value) == &PySet_Type && count == 1 && 4 <= number && number <= 6) {
        LIMEN_HOLD(value, item)
        int found = number == 4 ? PySet_Add(value, item) : PySet_Discard(value, item);
        LIMEN_LET_GO(value, item)
        if (number == 6 && found == 0) return 0; /* remove raises KeyError */
        failed = found < 0;
        Py_INCREF(result);
    } else {
        return 0;
    }
    if (failed || !LIMEN_HAS(regs, a)) {
        Py_DECREF(result);
        return failed ? 2 : 0;
    }
    limen_put(regs, a, result);
    return 1;
}

/* Indexing with machine integers and type() everywhere in the compiled modules, instead of mypyc's own: inline, and a store puts
   the new item in its place before the old one goes. */
LIMEN_INLINE PyObject *Limen_list_get(PyObject *list, int64_t index) {
    if (LIMEN_HAS(list, index)) {
        PyObject *value = LIMEN_AT(list, index);
        Py_INCREF(value);
        return value;
    }
    index += PyList_GET_SIZE(list);
    if (!LIMEN_HAS(list, index)) {
        PyErr_SetString(PyExc_IndexError, "list index out of range");
        return NULL;
    }
    PyObject *value = LIMEN_AT(list, index);
    Py_INCREF(value);
    return value;
}

#define Limen_type(value) ((PyObject *)Py_TYPE(value)) /* borrowed: an object holds its type */

LIMEN_INLINE char Limen_list_set(PyObject *list, int64_t index, PyObject *value) {
    if (!LIMEN_HAS(list, index)) {
        if (index < 0) index += PyList_GET_SIZE(list);
        if (!LIMEN_HAS(list, index)) {
            Py_DECREF(value);
            PyErr_SetString(PyExc_IndexError, "list assignment index out of range");
            return 0;
        }
    }
    limen_put(list, index, value);
    return 1;
}

#endif
