//! Rust's bs58 behind a C interface: each function works through a whole pool, so that a call from
//! Swift costs nothing per operation. It writes into memory that the caller owns; nothing is allocated.

use std::slice;

/// Decodes `count` texts, `stride` bytes apart, into `size` bytes each. Returns how many succeeded.
///
/// # Safety
/// The pointers lead to `count * stride`, `count` and `count * size` bytes.
#[no_mangle]
pub unsafe extern "C" fn anchor_bs58_decode(
    texts: *const u8, stride: usize, lengths: *const u8, count: usize, size: usize, output: *mut u8,
) -> usize {
    let texts = slice::from_raw_parts(texts, count * stride);
    let lengths = slice::from_raw_parts(lengths, count);
    let output = slice::from_raw_parts_mut(output, count * size);
    let places = output.chunks_exact_mut(size);
    texts
        .chunks_exact(stride)
        .zip(lengths)
        .zip(places)
        .filter_map(|((text, length), place)| {
            bs58::decode(&text[..usize::from(*length)]).into(place).ok()
        })
        .filter(|written| *written == size)
        .count()
}

/// Encodes `count` values of `size` bytes into texts that are `stride` bytes apart.
///
/// # Safety
/// The pointers lead to `count * size`, `count * stride` and `count` bytes.
#[no_mangle]
pub unsafe extern "C" fn anchor_bs58_encode(
    values: *const u8, size: usize, count: usize, texts: *mut u8, stride: usize, lengths: *mut u8,
) -> usize {
    let values = slice::from_raw_parts(values, count * size);
    let texts = slice::from_raw_parts_mut(texts, count * stride);
    let lengths = slice::from_raw_parts_mut(lengths, count);
    let mut encoded = 0;
    for ((value, text), length) in
        values.chunks_exact(size).zip(texts.chunks_exact_mut(stride)).zip(lengths)
    {
        if let Ok(written) = bs58::encode(value).into(text) {
            *length = written as u8;
            encoded += 1;
        }
    }
    encoded
}
