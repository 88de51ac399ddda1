import { fileURLToPath } from 'node:url'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { theme } from './src/style/nuxt-ui-theme.ts'

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

/**
 * The page. Icons never come from the network: Nuxt UI's icon package is replaced by its offline half,
 * which knows only the collection `kesako:`.
 */
export default defineConfig({
  root: here('.'),
  plugins: [
    vue(),
    ui({
      autoImport: false,
      components: false,
      dts: false,
      colorMode: false,
      experimental: { componentDetection: true },
      icon: { clientBundle: false },
      theme: { colors: ['primary', 'success', 'info', 'warning', 'error', 'drift'] },
      ui: theme,
    }),
  ],
  resolve: { alias: [{ find: /^@iconify\/vue$/, replacement: here('src/icons/offline.ts') }] },
  build: {
    outDir: here('../dist/ui'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': process.env['KESAKO_URL'] ?? 'http://127.0.0.1:8080' } },
})
