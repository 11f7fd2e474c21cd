//! Gives the shared library the name by which programs ask for it: with the number of its ABI.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // As in `src/lib.rs`, where a test compares the two.
    const ABI: u32 = 1;
    println!("cargo::rustc-env=BELLPULL_ABI={ABI}");
    match std::env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("linux" | "freebsd") => println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libbellpull.so.{ABI}"),
        Ok("macos") => println!("cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libbellpull.{ABI}.dylib"),
        _ => {}
    }
}
