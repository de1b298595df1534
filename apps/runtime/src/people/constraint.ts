/** Whether a database error is the violation of that constraint or unique index. */
export function isConstraint(cause: unknown, name: string): boolean {
  return cause instanceof Error && 'constraint' in cause && cause.constraint === name
}
