use std::process::Command;

fn main() {
    let output = Command::new("echo").arg("hi").output().unwrap();
    print!("{}", String::from_utf8_lossy(&output.stdout));
}
