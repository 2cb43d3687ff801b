%{
int yylex(void);
void yyerror(const char *);
%}
%token A
%%
all: A;
