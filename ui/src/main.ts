import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './App.vue'
import { createQueryClient } from './api/queries.ts'
import { registerIcons } from './icons/collection.ts'
import { loginSecret } from './login/login-fragment.ts'
import { createPageRouter } from './router.ts'
import './style/main.css'
import { followSystemTheme } from './style/theme.ts'

followSystemTheme(document.documentElement, matchMedia('(prefers-color-scheme: dark)'))
registerIcons()

// The secret leaves the address before anything else can read, keep or share it.
const secret = loginSecret(location.hash)
if (secret !== undefined) history.replaceState(null, '', location.pathname + location.search)

createApp(App, { secret })
  .use(createPageRouter())
  .use(VueQueryPlugin, { queryClient: createQueryClient() })
  .mount('#app')
