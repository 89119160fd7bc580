# grade in a container: docs/install.md. Runs as nobody in particular, needs no network for a folder and writes only where
# it is told to: docker run --rm --read-only --network none -v "$PWD:/work:ro" grade .
FROM debian:12-slim AS build
COPY . /src
WORKDIR /src
RUN ./dev deb /out

FROM debian:12-slim
# A new list of packages each time: libraries that read what strangers wrote should be today's.
RUN --mount=type=bind,from=build,source=/out,target=/out \
    apt-get update && \
    apt-get install --yes --no-install-recommends ca-certificates /out/grade_*.deb && \
    rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb && \
    useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin grade
ENV LANG=C.UTF-8
USER 10001
WORKDIR /work
ENTRYPOINT ["grade"]
CMD ["--help"]
