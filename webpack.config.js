import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import HtmlWebpackPlugin from 'html-webpack-plugin';
import webpack from 'webpack';

const root = dirname(fileURLToPath(import.meta.url));

/** Compiles TypeScript and whatever `alsoIn` names to the given year of ECMAScript. */
const compileTo = (target, alsoIn = []) => ({
  test: /\.(tsx?|m?js)$/,
  include: [join(root, 'addin'), join(root, 'admin'), join(root, 'contract'), ...alsoIn],
  use: {
    loader: 'swc-loader',
    options: {
      swcrc: false,
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
        target,
      },
      sourceMaps: true,
    },
  },
});

const shared = (mode) => ({
  mode,
  context: root,
  devtool: 'source-map',
  resolve: { extensions: ['.ts', '.tsx', '.mjs', '.js'] },
  performance: { hints: false },
  stats: 'errors-warnings',
});

/** Puts the add-in's icons beside its bundles, as assets/icon-<size>.png. */
const copyIcons = {
  apply(compiler) {
    const folder = join(root, 'addin/assets');
    compiler.hooks.thisCompilation.tap('copyIcons', (compilation) => {
      compilation.hooks.processAssets.tap('copyIcons', () => {
        for (const name of readdirSync(folder).filter((file) => file.endsWith('.png'))) {
          compilation.emitAsset(`assets/${name}`, new webpack.sources.RawSource(readFileSync(join(folder, name))));
        }
      });
    });
  },
};

/**
 * The launch bundle: one self-contained script that classic Outlook's script-only runtime can read:
 * ES2016 at most, no second file, no runtime that looks for document or location.
 */
export const launchConfig = (mode = 'production', path = join(root, 'dist/addin')) => ({
  ...shared(mode),
  name: 'launch',
  target: ['web', 'es2016'],
  // Development builds of webpack wrap every module in eval(), which the runtime page's CSP refuses.
  devtool: mode === 'production' ? false : 'source-map',
  entry: { launch: './addin/launch/launch.ts' },
  output: { path, filename: '[name].js', publicPath: '', iife: true, chunkFormat: false },
  module: {
    // msal-browser has one `import()`; a script-only runtime cannot load a second file, so it comes along.
    parser: { javascript: { dynamicImportMode: 'eager' } },
    rules: [compileTo('es2016', [realpathSync(join(root, 'node_modules/@azure'))])],
  },
  optimization: { splitChunks: false, runtimeChunk: false },
  plugins: [copyIcons],
});

/** The task pane: one script as well, for browsers of today. */
export const taskpaneConfig = (mode = 'production', path = join(root, 'dist/addin')) => ({
  ...shared(mode),
  name: 'taskpane',
  target: ['web', 'es2020'],
  entry: { taskpane: './addin/taskpane/taskpane.tsx' },
  output: { path, filename: '[name].js', publicPath: '' },
  module: { rules: [compileTo('es2020')] },
  optimization: { splitChunks: false, runtimeChunk: false },
});

/** The admin app: hashed names, its page made from admin/index.html. Served under <PUBLIC_URL>/admin/. */
export const adminConfig = (mode = 'production', path = join(root, 'dist/admin')) => ({
  ...shared(mode),
  name: 'admin',
  target: ['web', 'es2022'],
  entry: { main: './admin/main.tsx' },
  // Pages that not everyone opens are files of their own, loaded when they are opened.
  output: {
    path,
    filename: '[name].[contenthash:12].js',
    chunkFilename: 'page-[name].[contenthash:12].js',
    publicPath: 'auto',
    clean: true,
  },
  module: {
    rules: [
      compileTo('es2022'),
      { test: /\.(png|svg|woff2)$/, type: 'asset/resource', generator: { filename: '[name].[contenthash:12][ext]' } },
    ],
  },
  plugins: [new HtmlWebpackPlugin({ template: './admin/index.html', scriptLoading: 'module', inject: 'body' })],
});

/** What `webpack --mode production` builds: every front end whose entry exists. */
export default (_env, { mode = 'production' } = {}) =>
  [
    { entry: 'addin/launch/launch.ts', config: launchConfig },
    { entry: 'addin/taskpane/taskpane.tsx', config: taskpaneConfig },
    { entry: 'admin/main.tsx', config: adminConfig },
  ]
    .filter(({ entry }) => existsSync(join(root, entry)))
    .map(({ config }) => config(mode));
