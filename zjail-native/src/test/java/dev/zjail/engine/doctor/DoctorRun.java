package dev.zjail.engine.doctor;

/** Prints a diagnosis, in a Java virtual machine of its own. */
final class DoctorRun {
    private DoctorRun() {}

    public static void main(String[] arguments) {
        Diagnosis diagnosis = Doctor.examine();
        System.out.print(diagnosis.text());
        System.exit(diagnosis.outcome().exitStatus());
    }
}
