import type { Permission } from '@madoguchi/runtime/router'
import { useMe } from './me.ts'

/**
 * Whether the person at this page may do something; the names are those of the runtime's procedures. It only decides what is shown:
 * the server asks again at every call.
 * @example const mayEdit = usePermission('draft.edit')
 */
export function usePermission(permission: Permission): boolean {
  return useMe(({ person }) => person !== null && person.permissions.includes(permission))
}

/** The same outside of a component. */
export function mayNow(permission: Permission): boolean {
  return useMe.getState().person?.permissions.includes(permission) ?? false
}
