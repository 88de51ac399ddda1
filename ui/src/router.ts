import { createRouter, createWebHistory, type Router } from 'vue-router'
import OverviewPage from './overview/OverviewPage.vue'

/** Pages by address. An address that no page has leads to the overview. */
export function createPageRouter(): Router {
  return createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', name: 'overview', component: OverviewPage, meta: { title: 'Overview' } },
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  })
}
