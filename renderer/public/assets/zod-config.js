// A classic script, so that it runs before any module: zod must not probe `new Function`, which the page's policy forbids.
globalThis.__zod_globalConfig = { jitless: true }
