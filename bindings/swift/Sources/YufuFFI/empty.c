// The functions are in libyufu_ffi.a; a C target needs one source file.
