open module where.tests {
    requires dev.zjail.junit;
    requires dev.zjail.engine;
    requires org.junit.jupiter.api;
}
