use std::thread;

fn main() {
    let workers: Vec<_> = (0..4).map(|i| thread::spawn(move || i * i)).collect();
    let squares: Vec<i32> = workers.into_iter().map(|w| w.join().unwrap()).collect();
    println!("{:?}", squares);
}
