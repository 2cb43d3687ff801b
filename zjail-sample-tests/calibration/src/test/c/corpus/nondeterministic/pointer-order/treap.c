// A search tree whose priorities are hashed addresses, printed from the root.
#include "corpus.h"

struct node {
    struct node *left, *right;
    int key;
};
static uint64_t priority(const struct node *node) { return mix((uintptr_t)node); }
static struct node *insert(struct node *root, struct node *node)
{
    if (!root) return node;
    if (node->key < root->key) {
        root->left = insert(root->left, node);
        if (priority(root->left) > priority(root)) {
            struct node *top = root->left;
            root->left = top->right;
            top->right = root;
            return top;
        }
    } else {
        root->right = insert(root->right, node);
        if (priority(root->right) > priority(root)) {
            struct node *top = root->right;
            root->right = top->left;
            top->left = root;
            return top;
        }
    }
    return root;
}
static void print(const struct node *node)
{
    if (!node) return;
    printf("%d ", node->key);
    print(node->left);
    print(node->right);
}
int main(void)
{
    struct node *root = NULL;
    for (int i = 0; i < 10; i++) {
        struct node *node = calloc(1, sizeof *node);
        node->key = i * 7 % 10;
        root = insert(root, node);
    }
    print(root);
    putchar('\n');
}
