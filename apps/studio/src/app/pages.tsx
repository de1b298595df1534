import { IconChecks, IconClipboardCheck, IconClipboardList, IconClock, IconForms, IconHistory, IconHome, IconListSearch, IconMicrophone2, IconPuzzle, IconRoute, IconStack2, IconTable, IconUsers, type Icon } from '@tabler/icons-react'
import type { Permission } from '@madoguchi/runtime/router'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/** One page of the studio. `rail` pages stand in the menu; the others are reached from them. */
export interface Page {
  path: string
  title: 'home' | 'flows' | 'editor' | 'prompts' | 'scenarios' | 'sessions' | 'compare' | 'approvals' | 'releases' | 'people' | 'plugins' | 'records' | 'tables' | 'forms' | 'hours' | 'account' | 'audit'
  icon?: Icon
  /** Who may open it; left out: everybody who has logged in. Without it the page stands in no menu, and its address says why. */
  needs?: Permission
  /** Fills the window instead of scrolling (the editor). */
  full?: boolean
  component: LazyExoticComponent<ComponentType>
}

/** All pages. A page is loaded when it is opened. */
export const pages: readonly Page[] = [
  { path: '/', title: 'home', icon: IconHome, component: lazy(() => import('../home/HomePage.tsx')) },
  { path: '/flows', title: 'flows', needs: 'draft.read', icon: IconRoute, component: lazy(() => import('../flows/FlowsPage.tsx')) },
  { path: '/flows/:id', title: 'editor', needs: 'draft.read', full: true, component: lazy(() => import('../editor/EditorPage.tsx')) },
  { path: '/scenarios', title: 'scenarios', needs: 'draft.read', icon: IconClipboardCheck, component: lazy(() => import('../scenarios/ScenariosPage.tsx')) },
  { path: '/prompts', title: 'prompts', needs: 'draft.read', icon: IconMicrophone2, component: lazy(() => import('../prompts/PromptsPage.tsx')) },
  { path: '/hours', title: 'hours', needs: 'draft.read', icon: IconClock, component: lazy(() => import('../hours/HoursListPage.tsx')) },
  { path: '/hours/:id', title: 'hours', needs: 'draft.read', component: lazy(() => import('../hours/HoursPage.tsx')) },
  { path: '/hours/holidays/:id', title: 'hours', needs: 'draft.read', component: lazy(() => import('../hours/holidays/HolidaysPage.tsx')) },
  { path: '/tables', title: 'tables', needs: 'draft.read', icon: IconTable, component: lazy(() => import('../tables/TablesPage.tsx')) },
  { path: '/tables/:id', title: 'tables', needs: 'draft.read', component: lazy(() => import('../tables/TablePage.tsx')) },
  { path: '/forms', title: 'forms', needs: 'draft.read', icon: IconForms, component: lazy(() => import('../forms/FormsPage.tsx')) },
  { path: '/forms/:id', title: 'forms', needs: 'draft.read', component: lazy(() => import('../forms/FormPage.tsx')) },
  { path: '/sessions', title: 'sessions', needs: 'session.read', icon: IconHistory, component: lazy(() => import('../sessions/SessionsPage.tsx')) },
  { path: '/sessions/:id', title: 'sessions', needs: 'session.read', component: lazy(() => import('../sessions/SessionsPage.tsx')) },
  { path: '/records', title: 'records', needs: 'records.read', icon: IconClipboardList, component: lazy(() => import('../records/RecordsPage.tsx')) },
  { path: '/compare', title: 'compare', needs: 'release.compare', full: true, component: lazy(() => import('../compare/ComparePage.tsx')) },
  { path: '/approvals', title: 'approvals', needs: 'approval.read', icon: IconChecks, component: lazy(() => import('../approvals/ApprovalsPage.tsx')) },
  { path: '/approvals/:id', title: 'approvals', needs: 'approval.read', component: lazy(() => import('../approvals/ApprovalsPage.tsx')) },
  { path: '/releases', title: 'releases', needs: 'release.read', icon: IconStack2, component: lazy(() => import('../releases/ReleasesPage.tsx')) },
  { path: '/people', title: 'people', needs: 'people.read', icon: IconUsers, component: lazy(() => import('../people/PeoplePage.tsx')) },
  { path: '/plugins', title: 'plugins', needs: 'plugin.read', icon: IconPuzzle, component: lazy(() => import('../plugins/PluginsPage.tsx')) },
  { path: '/audit', title: 'audit', needs: 'audit.read', icon: IconListSearch, component: lazy(() => import('../audit/AuditPage.tsx')) },
  { path: '/audit/:n', title: 'audit', needs: 'audit.read', component: lazy(() => import('../audit/AuditPage.tsx')) },
  { path: '/account', title: 'account', component: lazy(() => import('../account/AccountPage.tsx')) },
]
