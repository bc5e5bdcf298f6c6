# sendmail-lint in a container: docker run --rm -v "$PWD:/work:ro" sendmail-lint check .
# To build it: node scripts/npm.mjs && docker build -t sendmail-lint . What runs is then the package that was tested.
FROM node:22-alpine
COPY out/sendmail-lint-*.tgz /tmp/
RUN npm install --global --offline --no-audit --no-fund /tmp/sendmail-lint-*.tgz && rm /tmp/sendmail-lint-*.tgz
USER node
WORKDIR /work
ENTRYPOINT ["sendmail-lint"]
CMD ["--help"]
