import type { AppRouter } from '@madoguchi/runtime/router'
import { QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'

/** The typed procedures of the runtime that served this page. */
export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink({ url: '/trpc' }),
      false: httpBatchLink({ url: '/trpc', maxURLLength: 2000 }),
    }),
  ],
})

export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 5_000 } } })

/** Query, mutation and subscription options of each procedure: `useQuery(server.releases.live.queryOptions())`. */
export const server = createTRPCOptionsProxy<AppRouter>({ client, queryClient })
